-- Which batches stand behind a figure of spot checks?
-- One row per batch of the cell asked for, by day and number, on the page asked for.
select *
from
    batches_of(
        $inspections, $since, $until, $regions, $level, $product, $enterprise_size, $channels, $passed
    )
order by date, record
limit $rows offset $skip
