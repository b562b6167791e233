-- Which recalls stand behind a figure, and where does each stand among those of its year?
-- One row per recall of the kind and days asked for, on the page asked for; each says how many there are.
with
of_kind as (
    select
        *,
        cast(sum(units) over (partition by year(date)) as bigint) as units_of_year,
        count(*) over (partition by year(date)) as recalls_of_year,
        rank() over (partition by year(date) order by units desc) as place,
        case $dimension
            when 'cause' then cause
            when 'component' then component
            when 'energy' then energy
            when 'origin' then origin
            when 'trigger' then trigger
            when 'consumer_class' then category
            when 'vehicle_class' then category
        end as member
    from read_parquet($recalls)
    where case when emission then 'emission' else kind end = $kind
),

found as (
    select
        *,
        cast(sum(units) over () as bigint) as units_of_matches,
        count(*) over () as matches
    from of_kind
    where
        date between $since and $until
        and ($members is null or list_contains($members, member))
        and ($regions is null or list_contains($regions, region))
        and (
            $text is null
            or contains(lower(record), lower($text))
            or contains(lower(brand), lower($text))
            or list_contains($named, component)
            or list_contains($named, category)
        )
)

select * exclude (member)
from found
order by
    case $sort
        when 'date' then -epoch_us(date)
        when 'completion' then coalesce((completed * 1000000) // units, 1000001)
        else -units
    end asc,
    units desc,
    record asc
limit $rows offset $skip
