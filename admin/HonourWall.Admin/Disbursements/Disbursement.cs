using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements;

/// <summary>
/// One payment to one person in a cycle (发放): frozen and signed. Its audit is the cycle's: the signature over all rows stands in the chain, and whatever
/// happens to a single row is noted by name.
/// </summary>
public sealed class Disbursement : IScoped, IUnaudited
{
    public static readonly ProtectedField AccountField = new("disbursements", "account", SensitiveKind.BankCard, "帐号", "account_index");
    public static readonly ProtectedField IdNumberField = new("disbursements", "id_number", SensitiveKind.IdNumber, "身份证号", "payee_index");
    public static readonly ProtectedField PayeeNameField = new("disbursements", "payee_name", SensitiveKind.Family, "收款人");
    public static readonly ProtectedField FactsField = new("disbursements", "facts", SensitiveKind.Income, "审核事实");

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid CycleId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>From 1, in the order of names, then persons.</summary>
    public required int RowNumber { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The application that is paid; null for other programmes.</summary>
    public Guid? ApplicationId { get; init; }

    public required string Name { get; init; }

    /// <summary>Who receives it when that is not the person: next of kin.</summary>
    public ProtectedText? PayeeName { get; set; }

    /// <summary>Of who receives it.</summary>
    public ProtectedText? IdNumber { get; set; }

    /// <summary>Blind index of the ID number: finds the same human across entries and levels.</summary>
    public string? PayeeIndex { get; set; }

    public ProtectedText? Account { get; set; }

    public string? AccountIndex { get; set; }

    public required long AmountFen { get; init; }

    /// <summary>The facts that the rules were asked with, as JSON: the decision can be computed again.</summary>
    public ProtectedText? Facts { get; set; }

    public required DisbursementState State { get; set; }

    public Hold? Hold { get; set; }

    /// <summary>
    /// What this person is paid for, as long as this row stands for it; null once it is held or stopped. Unique with the person and with the ID number over the
    /// whole database: two levels cannot pay the same thing, whatever they do at once.
    /// </summary>
    public string? Claim { get; set; }

    /// <summary>1, and one more for each time it is sent again.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Keyed signature over the row.</summary>
    public required string Signature { get; set; }

    /// <summary>The bank's words for why it failed.</summary>
    public string? BankRemark { get; set; }

    public Money Amount => new(AmountFen);
}

/// <summary>The table <c>disbursements</c>.</summary>
public sealed class DisbursementTable : IEntityTypeConfiguration<Disbursement>
{
    public void Configure(EntityTypeBuilder<Disbursement> builder)
    {
        builder.ToTable("disbursements");
        builder.Ignore(d => d.Amount);
        builder.HasOne<Cycle>().WithMany().HasForeignKey(d => d.CycleId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
