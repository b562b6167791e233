-- How many batches of each member of a breakdown were sampled in a city in the year?
-- One row per city, dimension and member.
with named as (
    select
        region,
        year,
        case
            when channel is not null then 'channel'
            when enterprise_size is not null then 'enterprise_size'
            else 'product_class'
        end as dimension,
        coalesce(channel, enterprise_size, product_class) as member,
        sum(checked) as checked,
        sum(conforming) as conforming,
        sum(national_checked) as national_checked,
        sum(national_conforming) as national_conforming
    from batches_by_city
    group by
        grouping sets (
            (region, year, channel), (region, year, enterprise_size), (region, year, product_class)
        )
),

with_retail as (
    select * from named
    union all
    select
        region,
        year,
        dimension,
        'retail' as member,
        sum(checked) as checked,
        sum(conforming) as conforming,
        sum(national_checked) as national_checked,
        sum(national_conforming) as national_conforming
    from named
    where dimension = 'channel' and member in ('shop', 'e_commerce')
    group by region, year, dimension
)

select
    counted.region,
    'city' as kind,
    periods.grain,
    periods.period,
    periods.until,
    counted.dimension,
    counted.member,
    counted.checked,
    counted.conforming,
    counted.national_checked,
    counted.national_conforming
from with_retail as counted
inner join periods on counted.year = periods.month
where periods.grain = 'year'
