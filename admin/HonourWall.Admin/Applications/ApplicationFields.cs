using HonourWall.Admin.Protection;

namespace HonourWall.Admin.Applications;

/// <summary>The sealed columns of applications, their documents and their history.</summary>
public static class ApplicationFields
{
    public static readonly ProtectedField Facts = new("applications", "facts", SensitiveKind.Health, "申请事实");
    public static readonly ProtectedField Assessment = new("applications", "assessment", SensitiveKind.Health, "计算过程");
    public static readonly ProtectedField PayeeName = new("applications", "payee_name", SensitiveKind.Family, "收款人姓名");
    public static readonly ProtectedField PayeeIdNumber = new("applications", "payee_id_number", SensitiveKind.IdNumber, "收款人身份证号");
    public static readonly ProtectedField PayeeAccount = new("applications", "payee_account", SensitiveKind.BankCard, "收款帐号");
    public static readonly ProtectedField DocumentName = new("application_documents", "name", SensitiveKind.Health, "材料名称");
    public static readonly ProtectedField DocumentContent = new("application_documents", "content", SensitiveKind.Health, "材料");
    public static readonly ProtectedField Words = new("application_events", "words", SensitiveKind.Health, "审核意见");

    public static IReadOnlyList<ProtectedField> All { get; } = [Facts, Assessment, PayeeName, PayeeIdNumber, PayeeAccount, DocumentName, DocumentContent, Words];
}
