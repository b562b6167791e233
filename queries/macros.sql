-- The observations of an indicator (of every one for null), and those of its other side turned exactly to it.
-- One row per observation; `turned` says which: a pass rate of 91.5 % is a non-conforming rate of 8.5 %.
-- A growth in per cent has no exact other side and is left out.
create macro sides(files, wanted, other) as table
    select
        * replace (
            coalesce(wanted, indicator) as indicator,
            (
                case
                    when indicator = coalesce(wanted, indicator) then numerator else denominator - numerator
                end
            ) as numerator,
            (case
                when indicator = coalesce(wanted, indicator) then value
                when measure = 'level' then 100 - value
                else -value
            end)::decimal(20, 4) as value,
            (case
                when indicator = coalesce(wanted, indicator) then bound
                when bound = 'at_least' then 'at_most'
                when bound = 'at_most' then 'at_least'
                when bound = 'more_than' then 'less_than'
                when bound = 'less_than' then 'more_than'
                else bound
            end) as bound
        ),
        indicator <> coalesce(wanted, indicator) as turned
    from read_parquet(files)
    where
        (wanted is null or indicator in (wanted, other))
        and (indicator = coalesce(wanted, indicator) or measure <> 'growth');

-- What is shown of one indicator, status, measure and grain, with the publication behind each figure.
-- One row per figure: every column of the observations and of its source, and `turned`.
create macro shown_figures(files, publications, wanted, other, of_status, of_measure, of_grain) as table
    select
        figures.*,
        cited.* exclude (source)
    from sides(files, wanted, other) as figures
    inner join read_parquet(publications) as cited on figures.source = cited.source
    where
        figures.shown
        and figures.status = of_status
        and figures.measure = of_measure
        and figures.grain = of_grain;
