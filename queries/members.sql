-- Which members of the breakdowns have figures, and where?
-- One row per indicator, status, measure, grain, region, dimension and member; null is no restriction.
select
    indicator,
    status,
    measure,
    grain,
    region,
    dimension,
    member,
    sum(figures)::bigint as figures,
    min(first_until) as first_until,
    max(last_until) as last_until
from read_parquet($choices)
where
    ($indicator is null or indicator = $indicator)
    and ($dimension is null or dimension = $dimension)
    and ($regions is null or list_contains($regions, region))
    and ($members is null or list_contains($members, member))
    and dimension <> 'all'
    and not contains(dimension, '*')
group by all
order by all
