using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace HonourWall.Admin.Disbursements;

/// <summary>
/// Another account for a payment that somebody else receives and that the bank gave back (更正收款帐号). Theirs stands in an application that is decided, where nobody can
/// correct it. One for each attempt; the payment, its amount and its claim stay what they are.
/// </summary>
public sealed class PayeeAccount : IScoped
{
    public static readonly ProtectedField AccountField = new("payee_accounts", "account", SensitiveKind.BankCard, "更正的帐号");

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DisbursementId { get; init; }

    public required string OrganisationPath { get; set; }

    /// <summary>The one that failed.</summary>
    public required int Attempt { get; init; }

    public required ProtectedText Account { get; set; }

    public required Guid TypedBy { get; set; }

    public required DateTimeOffset TypedAt { get; set; }

    /// <summary>Another person, who has typed the same.</summary>
    public Guid? CheckedBy { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }
}

/// <summary>The table <c>payee_accounts</c>.</summary>
public sealed class PayeeAccountTable : IEntityTypeConfiguration<PayeeAccount>
{
    public void Configure(EntityTypeBuilder<PayeeAccount> builder)
    {
        builder.ToTable("payee_accounts");
        builder.HasOne<Disbursement>().WithMany().HasForeignKey(a => a.DisbursementId).OnDelete(DeleteBehavior.Restrict);
    }
}
