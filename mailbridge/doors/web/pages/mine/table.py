"""The routes of the pages about the day of who is signed in."""

from mailbridge.doors.web.pages.mine import activity, day, tasks, updates, views
from mailbridge.doors.web.request.visit import Page, Who

ROWS = (
    Page("GET", "/day", day.show),
    Page("GET", "/activity", activity.show),
    Page("GET", "/updates", updates.show),
    Page("POST", "/updates", updates.act, form=updates.show),
    Page("GET", "/views", views.listed),
    Page("POST", "/views", views.keep),
    Page("POST", "/views/{id}/name", views.rename),
    Page("POST", "/views/{id}/drop", views.drop),
    Page("GET", "/tasks", tasks.listed, Who.READER),
    Page("POST", "/tasks", tasks.make),
    Page("POST", "/tasks/{id}", tasks.change),
)
