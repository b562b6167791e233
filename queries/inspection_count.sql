-- How many batches stand behind a figure of spot checks, and what do they come to?
-- One row per cell: batches, those that conform and, where $distinct says so, enterprises, each counted once.
select
    count(*) as batches,
    count(case when passed then 1 end) as conforming,
    count(distinct case when $distinct then enterprise end) as enterprises
from batches_of(
    $inspections, $since, $until, $regions, $level, $product, $enterprise_size, $channels, $passed
)
