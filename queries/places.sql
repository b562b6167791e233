-- Which regions have figures, and of which indicator most?
-- One row per region with a level that is shown.
with counted as (
    select
        region,
        indicator,
        sum(figures) as figures
    from read_parquet($choices)
    where measure = 'level' and status = 'actual' and dimension = 'all'
    group by region, indicator
)

select
    region,
    indicator
from counted
qualify row_number() over (partition by region order by figures desc, indicator asc) = 1
order by region
