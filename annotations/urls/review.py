"""Addresses of the review pages: a row of the queue, below it what an editor does there."""

from django.urls import path

from annotations.views import decisions, review

urlpatterns = [
    path("review/", review.review, name="review"),
    path("review/selected/", decisions.review_selected, name="review-selected"),
    path("review/reasons/", decisions.review_reasons, name="review-reasons"),
    path("review/statements/<int:pk>/", review.review_statement, name="review-statement"),
    path("review/statements/<int:pk>/approve/", decisions.review_approve, name="review-approve"),
    path("review/statements/<int:pk>/changes/", decisions.review_changes, name="review-changes"),
    path("review/statements/<int:pk>/verdict/", decisions.review_verdict, name="review-verdict"),
    path("review/statements/<int:pk>/take/", decisions.review_take, name="review-take"),
    path("review/flags/<int:pk>/", review.review_flag, name="review-flag"),
    path("review/flags/<int:pk>/settle/", decisions.review_flag_settle, name="review-flag-settle"),
    path("review/flags/<int:pk>/withdraw/", decisions.review_flag_withdraw, name="review-flag-withdraw"),
    path("review/counterpoints/<int:pk>/", decisions.review_counterpoint, name="review-counterpoint"),
]
