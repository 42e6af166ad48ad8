using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Registry;

/// <summary>The sealed columns of a person, and the name under which the making of an entry stands in its history.</summary>
public static class PersonFields
{
    public const string Entry = "档案", Honour = "荣誉", Family = "家属", Looked = "查看";

    public static readonly ProtectedField IdNumber = new("persons", "id_number", SensitiveKind.IdNumber, "身份证号", "id_number_index");
    public static readonly ProtectedField Mobile = new("persons", "mobile", SensitiveKind.Mobile, "手机号", "mobile_index");
    public static readonly ProtectedField BankCard = new("persons", "bank_card", SensitiveKind.BankCard, "银行卡号", "bank_card_index");
    public static readonly ProtectedField Address = new("persons", "address", SensitiveKind.Address, "住址");
    public static readonly ProtectedField Health = new("persons", "health", SensitiveKind.Health, "健康情况");
    public static readonly ProtectedField Income = new("persons", "income", SensitiveKind.Income, "家庭收入");

    // What neither an amount rests on nor whom it goes to.
    private static readonly HashSet<string> NoFacts = new(StringComparer.Ordinal) { "单位", "职务", "公开编号", Family, Mobile.Word, Address.Word, Health.Word };

    /// <summary>Whether amounts may rest on what a line of the history is about. Whatever comes later counts until somebody says here that it does not.</summary>
    public static bool IsFact(string field) => !NoFacts.Contains(field) && !field.StartsWith(Looked, StringComparison.Ordinal);

    public static IReadOnlyList<ProtectedField> All { get; } = [IdNumber, Mobile, BankCard, Address, Health, Income];

    public static ProtectedText? Value(this Person person, ProtectedField field) =>
        field == IdNumber ? person.IdNumber
        : field == Mobile ? person.Mobile
        : field == BankCard ? person.BankCard
        : field == Address ? person.Address
        : field == Health ? person.Health
        : field == Income ? person.Income
        : throw new ArgumentOutOfRangeException(nameof(field));
}
