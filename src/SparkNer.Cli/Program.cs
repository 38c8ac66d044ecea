Console.WriteLine("sparkner");
