-- How many batches of each member of a breakdown were sampled above the level of cities in every period?
-- One row per region (nation, group, province), grain and period, dimension and member.
-- Products stand below their classes. What is rare is counted over long periods only: members by month for
-- the nation alone, products and pairs by quarter for the nation, by year for groups and provinces.
with named as (
    select
        region,
        month,
        case
            when channel is not null and enterprise_size is not null then 'channel*enterprise_size'
            when channel is not null and product_class is not null then 'channel*product_class'
            when
                enterprise_size is not null and product_class is not null
                then 'enterprise_size*product_class'
            when channel is not null then 'channel'
            when enterprise_size is not null then 'enterprise_size'
            else 'product_class'
        end as dimension,
        coalesce(product, concat_ws('*', channel, enterprise_size, product_class)) as member,
        product is not null as is_product,
        checked,
        conforming,
        national_checked,
        national_conforming
    from kind_by_month
),

-- Shops and e-commerce together are retail.
with_retail as (
    select * from named
    union all
    select
        region,
        month,
        dimension,
        'retail' as member,
        is_product,
        checked,
        conforming,
        national_checked,
        national_conforming
    from named
    where dimension = 'channel' and member in ('shop', 'e_commerce')
)

select
    places.ancestor as region,
    places.level as kind,
    periods.grain,
    periods.period,
    periods.until,
    counted.dimension,
    counted.member,
    sum(counted.checked) as checked,
    sum(counted.conforming) as conforming,
    sum(counted.national_checked) as national_checked,
    sum(counted.national_conforming) as national_conforming
from with_retail as counted
inner join places on counted.region = places.region
inner join periods on counted.month = periods.month
where
    (places.level = 'nation' or periods.grain <> 'month')
    and (not counted.is_product or periods.grain <> 'month')
    and (counted.dimension not like '%*%' or periods.grain <> 'month')
    and (
        places.level = 'nation' or periods.grain = 'year'
        or not (counted.is_product or counted.dimension like '%*%')
    )
group by
    places.ancestor,
    places.level,
    periods.grain,
    periods.period,
    periods.until,
    counted.dimension,
    counted.member
