using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;

namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>A person as a cycle looks at them: what the registry says now, the numbers opened (候选人). It lives as long as one freeze or one check.</summary>
public sealed record Candidate
{
    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required PersonStatus Status { get; init; }

    public required IReadOnlyList<CandidateHonour> Honours { get; init; }

    /// <summary>Empty when there is none.</summary>
    public required string IdNumber { get; init; }

    public required string Account { get; init; }

    public required string Income { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? AccountChangedAt { get; init; }

    /// <summary>The account is not the one that the entry was made with.</summary>
    public bool HasChangedAccount => AccountChangedAt is { } at && at > CreatedAt;

    /// <summary>Only the ids: a record would print the numbers.</summary>
    public override string ToString() => PersonId.ToString();

    /// <summary>Opens what a cycle needs of a person.</summary>
    public static Candidate Of(Person person, IReadOnlyList<CandidateHonour> honours, Vault vault, bool withIncome)
    {
        string Open(ProtectedField field, ProtectedText? value) => value is null ? "" : vault.Open(field, person.Id, value, OpenPurpose.Internal);
        return new()
        {
            PersonId = person.Id,
            Name = person.Name,
            Status = person.Status,
            Honours = honours,
            IdNumber = Open(PersonFields.IdNumber, person.IdNumber),
            Account = Open(PersonFields.BankCard, person.BankCard),
            Income = withIncome ? Open(PersonFields.Income, person.Income) : "",
            CreatedAt = person.CreatedAt,
            AccountChangedAt = person.BankCardChangedAt,
        };
    }
}

/// <summary>An honour of a candidate.</summary>
public sealed record CandidateHonour(string Award, int Year, DateOnly? RevokedOn);
