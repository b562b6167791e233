-- How complete are the breakdowns of one indicator, on either side?
-- One row per breakdown of a period: complete, top_n (the source gives some) or copy_cut (our copy is cut).
select
    indicator,
    status,
    measure,
    period,
    until,
    grain,
    region,
    breakdown,
    coverage,
    members
from read_parquet($coverage)
where
    indicator in ($indicator, $complement)
    and ($breakdown is null or breakdown = $breakdown)
    and ($until is null or until = $until)
    and ($regions is null or list_contains($regions, region))
order by breakdown, until, grain, status, measure, region
