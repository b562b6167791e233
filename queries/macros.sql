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

-- The batches of one cell of spot checks; null restricts nothing, a product may be a class of products.
-- One row per batch: every column of the records.
create macro batches_of(
    files, first_day, last_day, places, of_level, of_product, of_size, of_channels, that_passed
) as table
    select *
    from read_parquet(files)
    where
        date between first_day and last_day
        and (places is null or list_contains(places, region))
        and (of_level is null or level = of_level)
        and (of_product is null or of_product in (product, product_class))
        and (of_size is null or enterprise_size = of_size)
        and (of_channels is null or list_contains(of_channels, channel))
        and (that_passed is null or passed = that_passed);
