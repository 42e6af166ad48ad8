using System.Globalization;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Reading;

namespace HonourWall.Admin.Rules.Honours;

/// <summary>Reads <c>{"honours": [{"award": "全国劳动模范", "year": 2010}], "status": "在职"}</c>.</summary>
public static class HolderReader
{
    public static Holder? ReadPerson(SourceNode node, HonourClasses classes, RuleDiagnostics diagnostics) => Read(node, classes, true, diagnostics);

    /// <summary>A unit has honours and no status.</summary>
    public static Holder? ReadUnit(SourceNode node, HonourClasses classes, RuleDiagnostics diagnostics) => Read(node, classes, false, diagnostics);

    private static Holder? Read(SourceNode node, HonourClasses classes, bool isPerson, RuleDiagnostics diagnostics)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var honours = map.Require("honours") is { } list ? Scalars.List(list, item => ReadHonour(item, classes, diagnostics), diagnostics) : null;
        string? status = null;
        if (isPerson && map.Find("status") is { } given && Scalars.Text(given, diagnostics) is { } text)
        {
            if (Holder.Statuses.Contains(text)) status = text;
            else diagnostics.AddUnknown("HR105", given.Place, text, Holder.Statuses);
        }
        map.Close();
        return honours is { } held ? new Holder(held, status) : null;
    }

    private static HeldHonour? ReadHonour(SourceNode node, HonourClasses classes, RuleDiagnostics diagnostics)
    {
        if (MapReader.Open(node, diagnostics) is not { } map) return null;
        var award = map.Require("award") is { } name ? Scalars.Text(name, diagnostics) : null;
        var year = map.Require("year") is { } y ? Scalars.Year(y, diagnostics) : null;
        var revoked = map.Find("revoked_on") is { } r ? Scalars.Date(r, diagnostics) : null;
        map.Close();
        if (award is null || year is not { } since) return null;
        if (revoked is { } day && day.Year < since)
        {
            diagnostics.Add("HR303", node.Place,
                new Wording($"{since} 年授予的荣誉不能在 {day.Year} 年撤销", string.Create(CultureInfo.InvariantCulture, $"an honour of {since} cannot be revoked in {day.Year}")));
            return null;
        }
        return new HeldHonour(award, classes.FindByAward(award), since, revoked);
    }
}
