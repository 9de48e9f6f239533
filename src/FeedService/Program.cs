Console.WriteLine("FeedService");
