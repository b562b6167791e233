-- How many batches of each member of a breakdown were sampled in a province in a month?
-- One row per province, month, and class, product, size or channel, or a pair of class, size and channel.
select
    region,
    month,
    product_class,
    product,
    enterprise_size,
    channel,
    sum(checked) as checked,
    sum(conforming) as conforming,
    sum(national_checked) as national_checked,
    sum(national_conforming) as national_conforming
from batches_by_kind
group by grouping sets (
    (region, month, product_class),
    (region, month, product),
    (region, month, enterprise_size),
    (region, month, channel),
    (region, month, channel, enterprise_size),
    (region, month, channel, product_class),
    (region, month, enterprise_size, product_class)
)
