using HonourWall.Admin.Protection;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Registry;

/// <summary>
/// What was typed about a person, in a form or a row of a list: text as it came, so that nothing is lost when something is wrong.
/// A sealed field left empty keeps what is stored; the form never carries it out.
/// </summary>
public sealed record PersonForm
{
    public string Name { get; init; } = "";

    public string Organisation { get; init; } = "";

    public string Status { get; init; } = "";

    public string StatusSince { get; init; } = "";

    public string Unit { get; init; } = "";

    public string Occupation { get; init; } = "";

    public string PublicId { get; init; } = "";

    public string IdNumberText { get; init; } = "";

    public string Mobile { get; init; } = "";

    public string BankCard { get; init; } = "";

    public string BankName { get; init; } = "";

    public string Address { get; init; } = "";

    public string Health { get; init; } = "";

    public string Income { get; init; } = "";

    /// <summary>One honour a line or between semicolons: <c>北京市劳动模范 2020</c>, see <see cref="WrittenHonour"/>.</summary>
    public string Honours { get; init; } = "";

    /// <summary>The version that the form was made from.</summary>
    public int Version { get; init; }

    /// <summary>The sealed fields whose box "remove" was ticked.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    public static PersonForm Read(IFormCollection form) => new()
    {
        Name = Text(form, "name"),
        Organisation = Text(form, "organisation"),
        Status = Text(form, "status"),
        StatusSince = Text(form, "status-since"),
        Unit = Text(form, "unit"),
        Occupation = Text(form, "occupation"),
        PublicId = Text(form, "public-id"),
        IdNumberText = Text(form, "id-number"),
        Mobile = Text(form, "mobile"),
        BankCard = Text(form, "bank-card"),
        BankName = Text(form, "bank-name"),
        Address = Text(form, "address"),
        Health = Text(form, "health"),
        Income = Text(form, "income"),
        Honours = form["honours"].ToString().Trim(),
        Version = int.TryParse(form["version"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? version : -1,
        Removed = [.. form["remove"].OfType<string>()],
    };

    /// <summary>What is wrong with it, by field.</summary>
    public FieldErrors Check(DateOnly today)
    {
        var errors = new FieldErrors();
        if (Name.Length is < 1 or > 60) errors.Add("name", "请填写姓名，最多 60 个字。");
        else if (Writing.IsUnreadable(Name)) errors.Add("name", "姓名里有不能识别的字符。");
        if (PersonStatuses.Find(Status) is null) errors.Add("status", "状态须是：在职、离退休、去世、调离、违纪。");
        if (StatusSince.Length > 0 && (ReadDate(StatusSince) is not { } since || since > today.AddYears(1) || since.Year < 1900)) errors.Add("status-since", "日期写成 2026-03-01 的样子。");
        foreach (var (field, text, limit) in ((string, string, int)[])[("unit", Unit, 120), ("occupation", Occupation, 60), ("bank-name", BankName, 80), ("address", Address, 200), ("health", Health, 500), ("income", Income, 40)])
        {
            if (text.Length > limit) errors.Add(field, $"最多 {limit} 个字。");
            else if (Writing.IsUnreadable(text, lines: true)) errors.Add(field, "有不能识别的字符。");
        }
        if (PublicId.Length > 0 && !HonoureeId.TryParse(PublicId, out _)) errors.Add("public-id", "公开编号由小写字母、数字和横线组成，例如 shi-chuanxiang。");
        if (IdNumberText.Length > 0 && IdNumber.Refuse(Masking.Normal(SensitiveKind.IdNumber, IdNumberText)) is { } wrongId) errors.Add("id-number", wrongId);
        if (Mobile.Length > 0 && !IsMobile(Masking.Normal(SensitiveKind.Mobile, Mobile))) errors.Add("mobile", "手机号须为 11 位数字，以 1 开头。");
        if (BankCard.Length > 0 && RefuseCard(Masking.Normal(SensitiveKind.BankCard, BankCard)) is { } wrongCard) errors.Add("bank-card", wrongCard);
        foreach (var wrong in ReadHonours(today).Errors) errors.Add("honours", wrong);
        return errors;
    }

    /// <summary>The honours that are written there, and what cannot be read.</summary>
    public (IReadOnlyList<WrittenHonour> Honours, IReadOnlyList<string> Errors) ReadHonours(DateOnly today)
    {
        var honours = new List<WrittenHonour>();
        var errors = new List<string>();
        foreach (var line in Honours.Split((char[])['\n', '\r', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (WrittenHonour.Read(line, today, out var wrong) is not { } honour) errors.Add(wrong);
            else if (honours.Any(h => h.IsSame(honour) && h != honour)) errors.Add($"荣誉“{honour.Award} {honour.Year}”写了两次，撤销日期不同。");
            else honours.Add(honour);
        }
        return ([.. honours.Distinct()], errors);
    }

    /// <summary>A day in the ways people write it; null when it is none.</summary>
    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy年M月d日"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A telephone of any kind, as people write it: of a house, with its area, from abroad, with an extension.</summary>
    public static bool IsTelephone(string text) =>
        text.Length <= 20 && text.All(c => char.IsAsciiDigit(c) || "+-() （）—转".Contains(c, StringComparison.Ordinal)) && text.Count(char.IsAsciiDigit) is >= 7 and <= 16;

    private static bool IsMobile(string number) => number.Length == 11 && number[0] == '1' && number.All(char.IsAsciiDigit);

    /// <summary>What is wrong with a card number: 12 to 19 digits, whose check digit (Luhn) catches a wrong or swapped one.</summary>
    public static string? RefuseCard(string number)
    {
        if (number.Length is < 12 or > 19 || !number.All(char.IsAsciiDigit)) return "银行卡号须为 12 到 19 位数字。";
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0 ? null : "银行卡号的校验位不对，请核对有无错字。";
    }

    private static string Text(IFormCollection form, string name) => form[name].ToString().Trim();
}
