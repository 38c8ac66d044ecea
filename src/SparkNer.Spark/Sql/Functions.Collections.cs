namespace SparkNer.Spark.Sql;

/// <content>Arrays, structs and maps.</content>
public static partial class Functions
{
    /// <summary>An array of these values.</summary>
    public static Column Array(params Column[] columns) => OfAll("array", columns);

    /// <summary>A struct of these columns under their names.</summary>
    public static Column Struct(params Column[] columns) => OfAll("struct", columns);

    /// <summary>A struct of these columns under their names.</summary>
    public static Column Struct(string columnName, params string[] columnNames) => Struct([Col(columnName), .. System.Array.ConvertAll(columnNames, Col)]);

    /// <summary>An array of these columns.</summary>
    public static Column Array(string columnName, params string[] columnNames) => Array([Col(columnName), .. System.Array.ConvertAll(columnNames, Col)]);

    /// <summary>A map of keys and values by turns.</summary>
    public static Column Map(params Column[] columns) => OfAll("map", columns);

    /// <summary>A map of two arrays.</summary>
    public static Column MapFromArrays(Column keys, Column values) => Of("map_from_arrays", keys, values);

    /// <summary>A map of an array of structs of two fields.</summary>
    public static Column MapFromEntries(Column column) => Of("map_from_entries", column);

    /// <summary>A map's keys.</summary>
    public static Column MapKeys(Column column) => Of("map_keys", column);

    /// <summary>A map's values.</summary>
    public static Column MapValues(Column column) => Of("map_values", column);

    /// <summary>A map's keys and values as an array of structs.</summary>
    public static Column MapEntries(Column column) => Of("map_entries", column);

    /// <summary>The entries of several maps.</summary>
    public static Column MapConcat(params Column[] columns) => OfAll("map_concat", columns);

    /// <summary>A row for each element or entry.</summary>
    public static Column Explode(Column column) => Of("explode", column);

    /// <summary>A row for each element or entry; one of null if there are none.</summary>
    public static Column ExplodeOuter(Column column) => Of("explode_outer", column);

    /// <summary>A row for each element with its position, from 0.</summary>
    public static Column PosExplode(Column column) => Of("posexplode", column);

    /// <summary>A row for each element with its position; one of nulls if there are none.</summary>
    public static Column PosExplodeOuter(Column column) => Of("posexplode_outer", column);

    /// <summary>A row for each struct of an array, a column for each field.</summary>
    public static Column Inline(Column column) => Of("inline", column);

    /// <summary>How many elements or entries there are.</summary>
    public static Column Size(Column column) => Of("size", column);

    /// <summary>An array's element, from 1 (from the end if negative), or a map's value. Spark 4 in its default mode fails where there is none; <see cref="Get"/> gives null.</summary>
    public static Column ElementAt(Column column, object key) => Of("element_at", column, key);

    /// <summary>An array's element, from 0; null if there is none.</summary>
    public static Column Get(Column column, Column index) => Of("get", column, index);

    /// <summary>Whether an array contains a value.</summary>
    public static Column ArrayContains(Column column, object? value) => Of("array_contains", column, value);

    /// <summary>Where an array contains a value, from 1; 0 if it does not.</summary>
    public static Column ArrayPosition(Column column, object value) => Of("array_position", column, value);

    /// <summary>An array without a value.</summary>
    public static Column ArrayRemove(Column column, object element) => Of("array_remove", column, element);

    /// <summary>An array's distinct elements.</summary>
    public static Column ArrayDistinct(Column column) => Of("array_distinct", column);

    /// <summary>Whether two arrays share an element.</summary>
    public static Column ArraysOverlap(Column left, Column right) => Of("arrays_overlap", left, right);

    /// <summary>The distinct elements of two arrays.</summary>
    public static Column ArrayUnion(Column left, Column right) => Of("array_union", left, right);

    /// <summary>The distinct elements that two arrays share.</summary>
    public static Column ArrayIntersect(Column left, Column right) => Of("array_intersect", left, right);

    /// <summary>The distinct elements of the first array only.</summary>
    public static Column ArrayExcept(Column left, Column right) => Of("array_except", left, right);

    /// <summary>An array of structs of the arrays' elements at one position; the fields are named as the columns.</summary>
    public static Column ArraysZip(params Column[] columns) => OfAll("arrays_zip", columns);

    /// <summary>An array's texts joined; nulls are left out.</summary>
    public static Column ArrayJoin(Column column, string delimiter) => Of("array_join", column, delimiter);

    /// <summary>An array's texts joined, nulls replaced.</summary>
    public static Column ArrayJoin(Column column, string delimiter, string nullReplacement) => Of("array_join", column, delimiter, nullReplacement);

    /// <summary>An array's smallest element.</summary>
    public static Column ArrayMin(Column column) => Of("array_min", column);

    /// <summary>An array's greatest element.</summary>
    public static Column ArrayMax(Column column) => Of("array_max", column);

    /// <summary>An array from smallest to greatest, nulls last.</summary>
    public static Column ArraySort(Column column) => Of("array_sort", column);

    /// <summary>An array in order; nulls come first if ascending.</summary>
    public static Column SortArray(Column column, bool ascending = true) => Of("sort_array", column, ascending);

    /// <summary>A part of an array; positions count from 1, from the end if negative.</summary>
    public static Column Slice(Column column, int start, int length) => Of("slice", column, start, length);

    /// <summary>A part of an array; positions count from 1.</summary>
    public static Column Slice(Column column, Column start, Column length) => Of("slice", column, start, length);

    /// <summary>An array of arrays as one array.</summary>
    public static Column Flatten(Column column) => Of("flatten", column);

    /// <summary>The numbers from one to another.</summary>
    public static Column Sequence(Column start, Column stop) => Of("sequence", start, stop);

    /// <summary>An array of one value, repeated.</summary>
    public static Column ArrayRepeat(Column column, int count) => Of("array_repeat", column, count);
}
