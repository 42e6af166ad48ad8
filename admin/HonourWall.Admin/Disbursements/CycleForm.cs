using System.Globalization;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Disbursements;

/// <summary>What was typed about a cycle: text as it came, so that nothing is lost when something is wrong.</summary>
public sealed record CycleForm
{
    public string Organisation { get; init; } = "";

    public string Programme { get; init; } = "";

    public string Year { get; init; } = "";

    public string Purpose { get; init; } = "";

    public string Basis { get; init; } = "";

    public string Amount { get; init; } = "";

    public string Line { get; init; } = "";

    public string Cap { get; init; } = "";

    public string PayOn { get; init; } = "";

    public string Budget { get; init; } = "";

    public static CycleForm Read(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().Trim();
        return new()
        {
            Organisation = Text("organisation"),
            Programme = Text("programme"),
            Year = Writing.HalfWidthDigits(Text("year")),
            Purpose = Text("purpose"),
            Basis = Text("basis"),
            Amount = Text("amount"),
            Line = Text("line"),
            Cap = Text("cap"),
            PayOn = Text("pay-on"),
            Budget = Text("budget"),
        };
    }

    public static CycleForm Of(Cycle cycle) => new()
    {
        Organisation = cycle.OrganisationId.ToString(),
        Programme = cycle.Programme.ToString(),
        Year = cycle.Year.ToString(CultureInfo.InvariantCulture),
        Purpose = cycle.Purpose,
        Basis = cycle.Basis,
        Amount = cycle.AmountFen == 0 ? "" : cycle.Amount.ToString(),
        Line = cycle.LineFen == 0 ? "" : cycle.Line.ToString(),
        Cap = cycle.CapFen == 0 ? "" : cycle.Cap.ToString(),
        PayOn = cycle.PayOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Budget = cycle.BudgetId.ToString(),
    };

    /// <summary>The figures, or what is wrong with them by field.</summary>
    public (CycleFigures? Figures, FieldErrors Errors) Check(DateOnly today)
    {
        var errors = new FieldErrors();
        var programme = Enum.TryParse<Programme>(Programme, out var found) && Enum.IsDefined(found) ? found : (Programme?)null;
        if (programme is null) errors.Add("programme", "请选择发放项目。");
        if (!int.TryParse(Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < 2000 || year > today.Year + 1) errors.Add("year", $"年度写成四位数字，从 2000 到 {today.Year + 1}。");
        var purpose = programme is { } known && known.Purposes().Count == 1 ? known.Purposes()[0] : Purpose;
        if (programme is { } chosen && !chosen.Purposes().Contains(purpose)) errors.Add("purpose", "三节补助请选择春节、五一或十一。");
        if (Basis.Length is < 4 or > 200 || Writing.IsUnreadable(Basis)) errors.Add("basis", "请写明依据文件和文号（4 到 200 个字）。");
        var payOn = PersonForm.ReadDate(PayOn);
        if (payOn is not { } day || day.Year < 2000 || day > today.AddYears(1)) errors.Add("pay-on", "日期写成 2026-03-01 的样子。");
        else if (errors.Of("year") is null && day.Year != year) errors.Add("pay-on", "发放日要在这个年度里。");
        if (!Guid.TryParse(Organisation, out var organisation)) errors.Add("organisation", "请选择组织。");
        if (!Guid.TryParse(Budget, out var budget)) errors.Add("budget", "请选择预算。还没有的，先到“预算”里登记。");
        var below = programme?.IsBelowLine() == true;
        var amount = programme is null or Disbursements.Programme.Applications || below ? Money.Zero : ReadAmount(Amount, "amount", "每人金额", errors);
        var line = below ? ReadAmount(Line, "line", "收入线", errors) : Money.Zero;
        var cap = below ? ReadAmount(Cap, "cap", "最高金额", errors) : Money.Zero;
        return errors.Any || programme is null || payOn is null ? (null, errors) : (new(organisation, programme.Value, year, purpose, Basis, amount, line, cap, payOn.Value, budget), errors);
    }

    private static Money ReadAmount(string text, string field, string word, FieldErrors errors)
    {
        if (!Money.TryReadTyped(text, out var amount)) errors.Add(field, $"{word}写成以元为单位的数字，最多两位小数，例如 1500.50。");
        else if (amount == Money.Zero || amount > CycleFigures.Most) errors.Add(field, $"{word}须大于 0，不超过 {CycleFigures.Most} 元。");
        return amount;
    }
}

/// <summary>The figures of a cycle after its form was checked.</summary>
public sealed record CycleFigures(Guid Organisation, Programme Programme, int Year, string Purpose, string Basis, Money Amount, Money Line, Money Cap, DateOnly PayOn, Guid Budget)
{
    /// <summary>More than this for one person is a slip of the finger.</summary>
    public static readonly Money Most = new(1_000_000_00);
}
