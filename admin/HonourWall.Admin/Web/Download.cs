using HonourWall.Admin.Tables;

namespace HonourWall.Admin.Web;

/// <summary>A table as the file that was asked for.</summary>
public static class Download
{
    /// <param name="format"><c>xlsx</c>; anything else is CSV.</param>
    /// <param name="name">The file's name without its ending.</param>
    public static IResult Table(Table table, string? format, string name) => format == "xlsx"
        ? Results.Bytes(XlsxWriter.Write(table), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx")
        : Results.Bytes(CsvWriter.Write(table), "text/csv; charset=utf-8", name + ".csv");
}
