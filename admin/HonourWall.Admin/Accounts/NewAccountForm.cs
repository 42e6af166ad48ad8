using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>What was typed to make an account.</summary>
public sealed record NewAccountForm(string Login, string Name, string StaffNumber, Guid? OrganisationId, AccountKind Kind)
{
    public static NewAccountForm Read(IFormCollection form) => new(
        form["login"].ToString().Trim().ToLowerInvariant(),
        form["name"].ToString().Trim(),
        form["staff-number"].ToString().Trim(),
        Guid.TryParse(form["organisation"], out var id) ? id : null,
        form["kind"] == nameof(AccountKind.Administration) ? AccountKind.Administration : AccountKind.Business);

    public FieldErrors Check()
    {
        var errors = new FieldErrors();
        if (Login.Length is < 3 or > 40 || !Login.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) errors.Add("login", "登录名用 3 到 40 个小写字母、数字、点或横线。");
        if (Name.Length is < 1 or > 40 || Writing.IsUnreadable(Name)) errors.Add("name", "请填写姓名，最多 40 个字。");
        if (StaffNumber.Length is < 1 or > 40 || Writing.IsUnreadable(StaffNumber)) errors.Add("staff-number", "请填写工号。");
        return errors;
    }
}
