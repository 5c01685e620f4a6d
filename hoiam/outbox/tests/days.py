from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=HERE)  # thứ Hai
MINUTE = timedelta(minutes=1)
