-- How many batches of each product were sampled in a county in the year, and how many conformed?
-- One row per county and product.
select
    places.ancestor as region,
    cast(date_trunc('year', inspections.date) as date) as year,
    inspections.product,
    count(*) as checked,
    sum(case when inspections.passed then 1 else 0 end) as conforming
from inspections
inner join places on inspections.region = places.region
where places.level = 'county'
group by places.ancestor, cast(date_trunc('year', inspections.date) as date), inspections.product
