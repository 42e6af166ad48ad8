using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The form that binds an authenticator app.</summary>
/// <param name="Secret">Base32, shown once.</param>
/// <param name="Sealed">The same, sealed for this session.</param>
public sealed record SecondFactorPageModel(string Secret, string Address, string Sealed, FieldErrors Errors);
