using System.Collections.Immutable;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Web;

namespace HonourWall.Admin.Registry;

/// <summary>One person.</summary>
/// <param name="Masks">What may be shown of each sealed field.</param>
/// <param name="Alike">Possible duplicates; one more than <see cref="AlikeShown"/> when there are more.</param>
/// <param name="Refused">Why the last action was not done.</param>
/// <param name="Errors">What is wrong with a relative's form.</param>
public sealed record PersonPageModel(
    Person Person,
    string Organisation,
    IReadOnlyDictionary<ProtectedField, string> Masks,
    ImmutableArray<RelativeRow> Relatives,
    ImmutableArray<PersonEvent> Events,
    Paging History,
    ImmutableArray<Person> Alike,
    RevealedField? Revealed,
    string? Refused,
    FieldErrors Errors)
{
    public const int AlikeShown = 10;
}
