using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The form that binds an authenticator app.</summary>
/// <param name="Secret">Base32, shown once.</param>
/// <param name="Sealed">The same, sealed for this session.</param>
/// <param name="Replaces">There is one already, which has to be shown once more.</param>
public sealed record SecondFactorPageModel(string Secret, string Address, string Sealed, bool Replaces, FieldErrors Errors);
