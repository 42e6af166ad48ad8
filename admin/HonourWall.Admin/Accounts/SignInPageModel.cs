namespace HonourWall.Admin.Accounts;

/// <summary>The sign-in form.</summary>
public sealed record SignInPageModel(string Login, string ReturnAddress, bool Refused);
