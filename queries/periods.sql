-- For which periods can regions be compared on one indicator?
-- One row per period and grain with a figure of $regions: how many, and if $reference has one; newest first.
select
    period,
    until,
    grain,
    (count(*) filter (where region <> $reference))::bigint as figures,
    bool_or(region = $reference) as with_reference
from sides($observations, $indicator, $complement)
where
    shown
    and status = $status
    and measure = $measure
    and dimension = 'all'
    and (region = $reference or region in (select unnest($regions)))
group by all
having bool_or(region <> $reference)
order by until desc, grain asc
