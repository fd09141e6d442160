"""The sound card, through Qt Multimedia: playing, recording, and which devices there are."""
