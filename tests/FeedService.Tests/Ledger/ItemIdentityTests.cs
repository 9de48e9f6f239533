// Ids are for ever. The values were computed with Python's uuid.uuid5.
using FeedService.Ledger;

namespace FeedService.Tests.Ledger;

public sealed class ItemIdentityTests
{
    [Theory]
    [InlineData("A Comet over the Harbour", "Bring a blanket.", 0, "3bb8ec89-d1b9-5bf4-9fe3-671c4289d891")]
    [InlineData("a comet  over the harbour", "BRING a blanket.", 0, "3bb8ec89-d1b9-5bf4-9fe3-671c4289d891")]
    [InlineData("A Comet over the Harbour", "Bring a blanket.", 1, "a71c0ce0-396f-57c5-846f-18c69b2f3dbb")]
    [InlineData("Straßenbahn", null, 0, "027e761f-c75d-5ae2-92e7-d0ce40c3c05d")]
    [InlineData("Straßenbahn", "", 0, "027e761f-c75d-5ae2-92e7-d0ce40c3c05d")]
    public void An_item_has_the_same_id_on_every_machine(string title, string? teaser, int ordinal, string id) =>
        Assert.Equal(Guid.Parse(id), ItemIdentity.IdOf(title, teaser, ordinal));

    [Fact]
    public void A_topic_has_the_same_id_on_every_machine() => Assert.Equal(Guid.Parse("8fe0e18d-2ce8-5248-8d84-cd53ceee0393"), ItemIdentity.TopicIdOf("railways"));

    [Fact]
    public void Title_and_teaser_do_not_run_together() =>
        Assert.NotEqual(ItemIdentity.IdOf("Tomatoes and", "leeks", 0), ItemIdentity.IdOf("Tomatoes", "and leeks", 0));
}
