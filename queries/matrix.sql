-- How do regions, or the members of a breakdown, compare over several periods?
-- One row per region, member and period of the grain asked; what no source gives has no row.
select *
from shown_figures($observations, $sources, $indicator, $complement, $status, $measure, $grain)
where
    dimension = $dimension
    and region in (select unnest($regions))
order by region, member, until, period
