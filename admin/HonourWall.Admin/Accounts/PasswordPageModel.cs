using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The form that changes one's password.</summary>
public sealed record PasswordPageModel(FieldErrors Errors);
