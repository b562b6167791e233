-- How does one figure divide by one breakdown?
-- One row per member in the period and region asked, and one for the whole (member `all`), which comes first.
select *
from shown_figures($observations, $sources, $indicator, $complement, $status, $measure, $grain)
where
    until = $until
    and ($period is null or period = $period)
    and region = $region
    and dimension in ('all', $dimension)
order by dimension <> 'all', member
