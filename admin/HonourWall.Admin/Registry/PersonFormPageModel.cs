using System.Collections.Immutable;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Registry;

/// <summary>The form of a person.</summary>
/// <param name="Person">Null for a new one.</param>
public sealed record PersonFormPageModel(Person? Person, PersonForm Form, ImmutableArray<Organisation> Organisations, FieldErrors Errors);
