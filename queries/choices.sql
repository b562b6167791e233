-- What can be asked about each indicator?
-- One row per indicator, status, measure, grain, region and dimension (no pairs): figures, from when.
select
    indicator,
    status,
    measure,
    grain,
    region,
    dimension,
    sum(figures)::bigint as figures,
    min(first_until) as first_until,
    max(last_until) as last_until
from read_parquet($choices)
where
    ($indicator is null or indicator = $indicator)
    and not contains(dimension, '*')
group by all
order by all
