using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Tables;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Statistics;

/// <summary>Yearly and five-year figures, for the house and for the newspapers.</summary>
public static class StatisticsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/statistics", ShowAsync).Requires(Permission.StatisticsRead);
        endpoints.MapPost("/statistics/export", ExportAsync).Requires(Permission.StatisticsExport);
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, AdminDb db, TimeProvider clock, CancellationToken cancel)
    {
        var filter = StatisticsFilter.Read(FilterInput.InAddress(request), Beijing.Day(clock.GetUtcNow()));
        var organisation = await db.Organisations.Where(o => o.OrganisationPath == db.Actor.Scope.Value).Select(o => o.Name).SingleOrDefaultAsync(cancel);
        return Page.Show<StatisticsPage, StatisticsPageModel>(new(organisation ?? "", filter, filter.IsUnreadable ? null : await ReadAsync(db, filter, filter.ForPublication, cancel)));
    }

    // What leaves as a file is what may be published, whoever asks for it.
    private static async Task<IResult> ExportAsync(HttpRequest request, AdminDb db, TimeProvider clock, ListExport export, CancellationToken cancel)
    {
        var filter = StatisticsFilter.Read(FilterInput.InForm(request), Beijing.Day(clock.GetUtcNow()));
        return await export.SendAsync(request, db, "statistics", filter, 0, async () => Written(await ReadAsync(db, filter, publish: true, cancel)), cancel, detail: string.Create(CultureInfo.InvariantCulture, $"years:{filter.To - filter.Years + 1}-{filter.To} "));
    }

    private static Table Written(StatisticsTable table)
    {
        ImmutableArray<string> columns = [.. table.Years.Select(y => y.ToString(CultureInfo.InvariantCulture) + " 年"), "合计"];
        string[] Row(string kind, ImmutableArray<StatisticsCell?> cells) =>
            [kind, .. cells.SelectMany(cell => cell is null ? (string[])["—", "—", "—"] : [cell.Persons.ToString(CultureInfo.InvariantCulture), cell.Visits.ToString(CultureInfo.InvariantCulture), cell.Amount.ToString()])];
        return new(["项目", .. columns.SelectMany(c => (string[])[c + "人数", c + "人次", c + "金额（元）"])],
        [
            .. table.Kinds.Append("合计").Select((kind, i) => Row(kind, table.Cells[i])),
            ["“—”：少于 5 人的，以及包含它们的合计，不公布。", .. Enumerable.Repeat("", columns.Length * 3)],
        ]);
    }

    private static async Task<StatisticsTable> ReadAsync(AdminDb db, StatisticsFilter filter, bool publish, CancellationToken cancel) =>
        await PaymentStatistics.ReadAsync(db, filter.To, filter.Years, cancel) is var table && publish ? table.ForPublication() : table;
}
