-- How has one indicator moved over time, in one region and for one member?
-- One row per period, oldest first; rows of the other side ($complement) are turned and say so.
select *
from shown_figures($observations, $sources, $indicator, $complement, $status, $measure, $grain)
where
    region = $region
    and dimension = $dimension
    and member = $member
order by until, period
