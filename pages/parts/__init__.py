"""Streamlit pieces that pages share: the frame, the controls, the card."""
