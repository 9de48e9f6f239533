// What doctor says of the time, which no feed depends on and everything new does.
using FeedService.Commands;
using FeedService.Tests.Support;

namespace FeedService.Tests.EndToEnd;

public sealed class DoctorTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_clock_behind_what_the_database_knows_is_told_with_what_to_do()
    {
        folder.Drop("garden/2026-10-20.txt", Stories.Page([3, 2, 1]));
        await using (var ahead = await TestService.StartAsync(folder))
        {
            ahead.Clock.Now = new DateTimeOffset(2120, 1, 2, 3, 4, 5, TimeSpan.Zero);
            await ahead.IngestAsync();
        }
        var line = await LineAsync("clock");
        Assert.StartsWith("FAIL  clock: ", line, StringComparison.Ordinal);
        Assert.Contains("is before 2120-01-02 03:04:05 UTC, when a listing was read or a story is dated. Set the clock", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_goes_on_from_what_the_database_knows_is_well()
    {
        folder.Drop("garden/2020-10-20.txt", Stories.Page([3, 2, 1]));
        await using (var before = await TestService.StartAsync(folder))
        {
            before.Clock.Now = new DateTimeOffset(2020, 11, 1, 0, 0, 0, TimeSpan.Zero);
            await before.IngestAsync();
        }
        Assert.StartsWith("ok    clock: ", await LineAsync("clock"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_before_the_program_itself_is_told()
    {
        var installed = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Assert.NotNull(ClockCheck.OfClock(installed.AddDays(-2), installed, latest: null).Advice);
        Assert.Null(ClockCheck.OfClock(installed.AddHours(-2), installed, latest: null).Advice);
    }

    [Theory]
    [InlineData("garden/page.txt", 2120, "FAIL  dates of files: 1 file(s) are dated after now, such as garden/page.txt")]
    [InlineData("garden/2099-05-04.txt", 2020, "FAIL  dates of files: 1 file(s) are dated after now, such as garden/2099-05-04.txt")]
    [InlineData("garden/2020-05-04.txt", 2020, "ok    dates of files: none is still to come")]
    public async Task A_file_of_a_day_to_come_is_told_and_no_other(string name, int yearWritten, string expected)
    {
        folder.Drop(name, Stories.Page([3, 2, 1]), new DateTimeOffset(yearWritten, 5, 4, 0, 0, 0, TimeSpan.Zero));
        Assert.StartsWith(expected, await LineAsync("dates of files"), StringComparison.Ordinal);
    }

    private async Task<string> LineAsync(string what)
    {
        var (_, output) = await ServiceProcess.RunAsync(folder, "doctor", "--PublicUrl=http://127.0.0.1:9");
        return Assert.Single(output.Split('\n'), line => line.Contains($"  {what}: ", StringComparison.Ordinal));
    }
}
