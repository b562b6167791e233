-- What do several regions consist of in one period?
-- One row per region and member in the period asked, and one for each region as a whole (member `all`).
select *
from shown_figures($observations, $sources, $indicator, $complement, $status, $measure, $grain)
where
    until = $until
    and ($period is null or period = $period)
    and region in (select unnest($regions))
    and dimension in ('all', $dimension)
order by region, dimension <> 'all', member
