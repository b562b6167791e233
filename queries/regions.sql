-- How do regions compare on one indicator in one period?
-- One row per region of $regions that has a figure, highest first; a missing one has none.
-- Those that rest on too few to be ranked come last.
select *
from shown_figures($observations, $sources, $indicator, $complement, $status, $measure, $grain)
where
    until = $until
    and ($period is null or period = $period)
    and dimension = $dimension
    and member = $member
    and region in (select unnest($regions))
order by
    contains(flags, 'u') asc,
    case
        when not contains(flags, 'u')
            then coalesce((100 * numerator::decimal(30, 10) / nullif(denominator, 0))::decimal(30, 10), value)
    end desc,
    region asc
