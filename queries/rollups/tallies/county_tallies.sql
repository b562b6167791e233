-- How many batches of each product were sampled in a county in the year?
-- One row per county and product; products stand below their classes.
select
    counted.region,
    'county' as kind,
    periods.grain,
    periods.period,
    periods.until,
    'product_class' as dimension,
    counted.product as member,
    counted.checked,
    counted.conforming
from batches_by_county_product as counted
inner join periods on counted.year = periods.month
where periods.grain = 'year'
