using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static HonourWall.Admin.Tests.Disbursements.PayRoom;

namespace HonourWall.Admin.Tests.Disbursements;

/// <summary>One human under two entries, found out only after one of them was paid: the other one is not paid for the same.</summary>
public class OneHumanTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whose_number_was_corrected_after_a_payment_is_not_paid_under_another_entry_with_the_right_one(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var paid = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(paid));
        Must(await pay.ReturnAsync((await pay.FilesAsync(paid))[0]));
        await CorrectAsync(pay, (await pay.RowsAsync(paid))[0].PersonId, 61);
        var (again, clerk) = await InTheOtherDistrictAsync(pay, 61);
        Must(await pay.FreezeAsync(again, clerk));
        var held = Assert.Single(await pay.RowsAsync(again), r => r.State != DisbursementState.Ready);
        Assert.Equal(("测试00061", DisbursementState.Held, Hold.PaidElsewhere), (held.Name, held.State, held.Hold));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whose_number_is_corrected_or_whose_entries_are_merged_while_a_second_payment_waits_is_held(DatabaseKind kind)
    {
        await using var pay = await OpenAsync(kind, persons: 5);
        var paid = await pay.ApprovedAsync();
        Must(await pay.MakeFilesAsync(paid));
        Must(await pay.ReturnAsync((await pay.FilesAsync(paid))[0]));
        var (number, merged) = ((await pay.RowsAsync(paid))[0].PersonId, (await pay.RowsAsync(paid))[1].PersonId);
        // The number of one becomes known between the freeze and the approval, that of the other between the approval and the file.
        var (again, clerk) = await InTheOtherDistrictAsync(pay, 61);
        Must(await pay.FreezeAsync(again, clerk));
        var (first, second, payer) = (await pay.StaffAsync(pay.Other, "first-2", Role.FirstReviewer), await pay.StaffAsync(pay.Other, "second-2", Role.SecondReviewer), await pay.StaffAsync(pay.Other, "payer-2", Role.Payer));
        Must(await pay.ReviewAsync(again, first));
        await CorrectAsync(pay, number, 61);
        Assert.Contains("已暂扣", await pay.ApproveAsync(again, second), StringComparison.Ordinal);
        Must(await pay.ApproveAsync(again, second));
        await using (var db = pay.Room.Everything())
        {
            // Paid under a mistyped number, which was taken out.
            var duplicate = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == merged);
            (duplicate.IdNumber, duplicate.IdNumberIndex) = (null, null);
            var stays = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Name == "测试00062");
            Must(await pay.Persons.MergeAsync(db, stays, duplicate, default));
            await db.SaveChangesAsync();
        }
        Assert.Contains("已暂扣", await pay.MakeFilesAsync(again, actor: payer), StringComparison.Ordinal);
        Assert.Equal(["测试00061", "测试00062"], (await pay.RowsAsync(again)).Where(r => r is { State: DisbursementState.Held, Hold: Hold.PaidElsewhere }).Select(r => r.Name));
        Assert.Equal(2, (await pay.RowsAsync(again)).Count(r => r.State == DisbursementState.Approved));
    }

    // 61 to 64, one of whom has been paid already, under an entry of the first district.
    private static async Task<(Cycle Cycle, Actor Clerk)> InTheOtherDistrictAsync(PayRoom pay, int from)
    {
        var (clerk, second) = (await pay.StaffAsync(pay.Other, "clerk-2", Role.Clerk), await pay.StaffAsync(pay.Other, "confirms-2", Role.SecondReviewer));
        await pay.PersonsAsync(pay.Other, 4, from);
        return (await pay.DraftAsync(organisation: pay.Other, author: clerk, budget: await pay.BudgetAsync(pay.Other, clerk, second, "1000000")), clerk);
    }

    private static async Task CorrectAsync(PayRoom pay, Guid id, int serial)
    {
        await using var db = pay.As(pay.Clerk);
        var person = await db.Persons.Include(p => p.Honours).SingleAsync(p => p.Id == id);
        pay.Persons.Change(db, person, pay.District, new() { Name = person.Name, Status = person.Status.Word(), Unit = person.Unit ?? "", Honours = "全国劳动模范 2010", IdNumberText = IdNumberOf(serial) });
        await db.SaveChangesAsync();
    }
}
