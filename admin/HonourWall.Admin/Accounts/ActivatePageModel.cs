using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The form of the first visit.</summary>
public sealed record ActivatePageModel(string Login, FieldErrors Errors);
