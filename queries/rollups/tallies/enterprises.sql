-- How many enterprises were sampled by national checks in the year, each counted once?
-- One row per nation or province, and size (all for none).
with counted_once as (
    select
        region,
        year,
        enterprise_size,
        enterprise
    from enterprises_by_province
    union all
    select distinct
        region,
        year,
        'all' as enterprise_size,
        enterprise
    from enterprises_by_province
    union all
    select distinct
        '100000' as region,
        year,
        enterprise_size,
        enterprise
    from enterprises_by_province
    union all
    select distinct
        '100000' as region,
        year,
        'all' as enterprise_size,
        enterprise
    from enterprises_by_province
)

select
    region,
    year,
    enterprise_size,
    count(*) as enterprises
from counted_once
group by region, year, enterprise_size
