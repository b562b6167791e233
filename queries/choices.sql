-- What can be asked about each indicator?
-- One row per indicator, status, measure, grain, region, dimension and member: how many figures, from when.
select
    indicator,
    status,
    measure,
    grain,
    region,
    dimension,
    member,
    count(*)::bigint as figures,
    min(until) as first_until,
    max(until) as last_until
from read_parquet($observations)
where shown and ($indicator is null or indicator = $indicator)
group by all
order by all
