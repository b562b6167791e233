-- The recalls of one year, counted: how many, with how many units, of what, after an investigation or not.
-- One row per indicator, month, quarter or year, region, and member of one breakdown.
-- One from abroad belongs to the nation and to no province; emission recalls are counted apart from others.
with
recalled as (
    select
        date,
        region,
        origin,
        energy,
        component,
        cause,
        category,
        trigger,
        units,
        case when emission then 'emission' else kind end as kind,
        case
            when origin in ('domestic_own_brand', 'domestic_joint_venture') then 'domestic' else ''
        end as upper_origin
    from recalls
),

-- What is told of each kind of recalls, by which breakdown.
breakdowns as (
    select
        told.kind,
        told.dimension,
        told.of_a_recall
    from (
        values
        ('vehicle', 'all', 'all'),
        ('vehicle', 'cause', 'cause'),
        ('vehicle', 'component', 'component'),
        ('vehicle', 'energy', 'energy'),
        ('vehicle', 'origin', 'origin'),
        ('vehicle', 'origin', 'domestic'),
        ('vehicle', 'trigger', 'trigger'),
        ('vehicle', 'vehicle_class', 'category'),
        ('consumer', 'all', 'all'),
        ('consumer', 'consumer_class', 'category'),
        ('consumer', 'trigger', 'trigger'),
        ('emission', 'all', 'all')
    ) as told (kind, dimension, of_a_recall)
),

membered as (
    select
        recalled.date,
        recalled.kind,
        recalled.region,
        recalled.units,
        recalled.trigger,
        breakdowns.dimension,
        case breakdowns.of_a_recall
            when 'all' then 'all'
            when 'cause' then recalled.cause
            when 'component' then recalled.component
            when 'energy' then recalled.energy
            when 'origin' then recalled.origin
            when 'domestic' then recalled.upper_origin
            when 'trigger' then recalled.trigger
            else recalled.category
        end as member
    from recalled
    inner join breakdowns on recalled.kind = breakdowns.kind
),

-- The nation has every recall; a province, and a group it is in, those of its producers, without breakdown.
placed as (
    select
        date,
        kind,
        '100000' as region,
        units,
        trigger,
        dimension,
        member
    from membered
    union all
    select
        membered.date,
        membered.kind,
        places.ancestor as region,
        membered.units,
        membered.trigger,
        membered.dimension,
        membered.member
    from membered
    inner join places on membered.region = places.region
    where membered.dimension = 'all' and places.ancestor <> '100000'
),

-- Months of the nation as a whole, quarters of the nation and its breakdowns, years of everything.
timed as (
    select
        placed.kind,
        placed.region,
        placed.units,
        placed.trigger,
        placed.dimension,
        placed.member,
        periods.grain,
        periods.period,
        periods.until
    from placed
    inner join periods on cast(date_trunc('month', placed.date) as date) = periods.month
    where
        placed.member <> ''
        and (periods.grain = 'year' or placed.region = '100000')
        and (periods.grain <> 'month' or placed.dimension = 'all')
),

counted as (
    select
        kind,
        grain,
        period,
        until,
        region,
        dimension,
        member,
        count(*) as recalls,
        sum(units) as units,
        sum(case when trigger = 'investigation' then 1 else 0 end) as investigated,
        sum(case when trigger = 'investigation' then units else 0 end) as investigated_units
    from timed
    group by kind, grain, period, until, region, dimension, member
),

-- Two counts of each, and of each whole the two shares after an investigation.
figures as (
    select
        counted.grain,
        counted.period,
        counted.until,
        counted.region,
        counted.dimension,
        counted.member,
        concat(counted.kind, measures.ending) as indicator,
        case measures.ending
            when '_recalls_investigated_share' then counted.investigated
            when '_recall_units_investigated_share' then counted.investigated_units
        end as numerator,
        case measures.ending
            when '_recalls_investigated_share' then counted.recalls
            when '_recall_units_investigated_share' then counted.units
        end as denominator,
        case measures.ending
            when '_recalls' then counted.recalls
            when '_recall_units' then counted.units
        end as value
    from counted
    cross join (
        values
        ('_recalls'),
        ('_recall_units'),
        ('_recalls_investigated_share'),
        ('_recall_units_investigated_share')
    ) as measures (ending)
    where
        measures.ending in ('_recalls', '_recall_units')
        or (counted.kind <> 'emission' and counted.dimension = 'all')
)

select
    indicator,
    'actual' as status,
    'level' as measure,
    period,
    until,
    grain,
    region,
    dimension,
    member,
    cast(numerator as bigint) as numerator,
    cast(denominator as bigint) as denominator,
    cast(value as decimal(20, 4)) as value,
    cast(null as decimal(20, 4)) as step,
    cast(null as varchar) as printed,
    'exact' as bound,
    '' as flags,
    'records_recalls' as source,
    true as shown,
    '' as note,
    '' as transcript
from figures
