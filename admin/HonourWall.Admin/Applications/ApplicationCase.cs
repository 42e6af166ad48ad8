using System.Globalization;
using System.Text.Json.Nodes;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Diagnostics;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Applications;

/// <summary>
/// Makes a case of the rules from what the clerk typed and what the registry knows (honours, status, earlier grants), and has it assessed.
/// Whatever is wrong is said at its field.
/// </summary>
public sealed class ApplicationCase(RuleBook book, RulePack pack, DateOnly today)
{
    /// <returns>The case as JSON, and what the rules say; null when <paramref name="errors"/> has something.</returns>
    public (string Json, Assessment Assessment)? Assess(ApplicationForm form, Person person, IEnumerable<Grant> earlier, FieldErrors errors)
    {
        var json = new JsonObject { ["benefit"] = pack.Question?.Code };
        foreach (var input in FactInput.Of(pack))
            if (Read(input, form.Fact(input.Id), errors) is { } value) json[input.Id] = value;
        foreach (var fact in pack.Facts)
        {
            if (fact.KindName == "person") json[fact.Id] = Holder(person);
            if (fact.KindName == "grants") json[fact.Id] = new JsonArray([.. earlier.Concat(ReadEarlier(form.Earlier, errors)).Select(Write)]);
        }
        return errors.Any ? null : Assess(json.ToJsonString(), errors);
    }

    private (string, Assessment)? Assess(string json, FieldErrors errors)
    {
        var diagnostics = new RuleDiagnostics();
        if (new CaseFactsReader(book, diagnostics).ReadJson("申请", json) is not { } facts)
        {
            foreach (var mistake in diagnostics.ToImmutable())
            {
                var field = mistake.Code is "HR103" or "HR305" ? mistake.Arguments[0].In(RuleLanguage.Chinese) : "";
                var name = pack.Facts.FirstOrDefault(f => f.Id == field)?.Name;
                errors.Add(name is null ? "" : "fact-" + field, name is null ? mistake.Say(RuleLanguage.Chinese) + "。" : mistake.Code == "HR103" ? $"请填写{name}。" : $"{name}只能有一种写法：直接写，或空着它而写全总额和其中的自费。");
            }
            return null;
        }
        var assessment = facts.Pack.Assess(facts);
        if (assessment.Decision != Decision.NotCovered) return (json, assessment);
        errors.Add("", "规则没有规定这种情形，不能计算：" + assessment.Trace.LastOrDefault()?.Text + "。");
        return null;
    }

    private JsonNode? Read(FactInput input, string typed, FieldErrors errors)
    {
        if (typed.Length == 0)
        {
            if (input.Required) errors.Add("fact-" + input.Id, input.Choices.IsEmpty ? $"请填写{input.Name}。" : $"请选择：{input.Name}。");
            return null;
        }
        JsonNode? value = input.Kind switch
        {
            "date" => PersonForm.ReadDate(typed) is { Year: >= 1901 } day && day <= today ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            "year" => int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 1901 && year <= today.Year ? year : null,
            "money" => Money.TryReadTyped(typed, out var money) ? money.ToString() : null,
            "count" => long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            "flag" => typed switch { "yes" => true, "no" => false, _ => null },
            _ => typed.Length <= 60 && !Writing.IsUnreadable(typed) && (input.Choices.IsEmpty || input.Choices.Any(c => c.Value == typed)) ? typed : null,
        };
        if (value is null) errors.Add("fact-" + input.Id, input.Kind switch
        {
            "date" => $"{input.Name}写成 2026-03-01 的样子，须确有这一天，不晚于今天。",
            "year" => $"{input.Name}写成四位数字，不晚于今年。",
            "money" => $"{input.Name}写成以元为单位的数字，最多两位小数，例如 12345.60。",
            "count" => $"{input.Name}写成整数。",
            "flag" => $"请选择：{input.Name}。",
            _ => input.Choices.IsEmpty ? $"{input.Name}最多 60 个字。" : $"请选择：{input.Name}。",
        });
        return value;
    }

    /// <summary>What facts that were assessed before give with the honours that the person has by now.</summary>
    /// <returns>Null where the honours are the same; nothing where the rules say nothing of it any more.</returns>
    public static Money? WithHonours(RuleBook book, RulePack pack, string facts, IEnumerable<(string Award, int Year, DateOnly? RevokedOn)> honours)
    {
        var json = JsonNode.Parse(facts) as JsonObject ?? throw new InvalidDataException("No facts.");
        var isSame = true;
        foreach (var holder in pack.Facts.Where(f => f.KindName == "person").Select(f => json[f.Id]).OfType<JsonObject>())
        {
            var now = Honours(honours);
            isSame &= JsonNode.DeepEquals(holder["honours"], now);
            holder["honours"] = now;
        }
        if (isSame) return null;
        return new CaseFactsReader(book, []).ReadJson("申请", json.ToJsonString()) is { } read && read.Pack.Assess(read).Amount is { } amount ? amount : Money.Zero;
    }

    private static JsonObject Holder(Person person) => new()
    {
        ["honours"] = Honours(person.Honours.Select(h => (h.Award, h.Year, h.RevokedOn))),
        ["status"] = person.Status.Word(),
    };

    private static JsonArray Honours(IEnumerable<(string Award, int Year, DateOnly? RevokedOn)> honours) => new([.. honours.OrderBy(h => h.Year).ThenBy(h => h.Award, StringComparer.Ordinal).Select(h =>
    {
        var honour = new JsonObject { ["award"] = h.Award, ["year"] = h.Year };
        if (h.RevokedOn is { } day) honour["revoked_on"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (JsonNode)honour;
    })]);

    private static JsonNode Write(Grant grant)
    {
        var json = new JsonObject { ["benefit"] = grant.Benefit };
        if (grant.Occasion is not null) json["occasion"] = grant.Occasion;
        if (grant.PaidOn is { } day) json["paid_on"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (grant.Amount is { } amount) json["amount"] = amount.ToString();
        return json;
    }

    /// <summary>Lines such as <c>大病救助（本人） 2012-03-01 2500.00 甲病</c>.</summary>
    public List<Grant> ReadEarlier(string text, FieldErrors errors)
    {
        var grants = new List<Grant>();
        foreach (var (line, number) in text.Split('\n', StringSplitOptions.TrimEntries).Select((line, i) => (line, i + 1)).Where(l => l.line.Length > 0))
        {
            var parts = line.Split((char[])[' ', '　', '\t', ',', '，'], StringSplitOptions.RemoveEmptyEntries);
            var benefit = FactInput.Benefits(book).FirstOrDefault(p => p.Title == parts[0] || p.Question?.Code == parts[0])?.Question?.Code;
            var day = parts.Length > 1 ? PersonForm.ReadDate(parts[1]) : null;
            var isAmount = Money.TryReadTyped(parts.ElementAtOrDefault(2), out var amount);
            if (benefit is null) errors.Add("earlier", $"第 {number} 行：没有“{parts[0]}”这项待遇，可写：{string.Join('、', FactInput.Benefits(book).Select(p => p.Title))}。");
            else if (day is null || day > today || !isAmount) errors.Add("earlier", $"第 {number} 行要写成“{parts[0]} 2012-03-01 2500.00 病名”的样子：待遇、日期、金额，再写是哪一次（病名、哪场火灾）。");
            else grants.Add(new(benefit, parts.Length > 3 ? string.Join(' ', parts[3..]) : null, day, amount));
        }
        return grants;
    }
}
