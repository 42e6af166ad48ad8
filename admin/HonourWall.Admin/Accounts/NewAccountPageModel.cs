using System.Collections.Immutable;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Accounts;

/// <summary>The form that makes an account.</summary>
public sealed record NewAccountPageModel(NewAccountForm Form, ImmutableArray<Organisation> Organisations, FieldErrors Errors);
